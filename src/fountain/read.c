#include "fountain/fountain.h"

enum platen_status
pl_fountain_read(struct pl_str bytes, const struct pl_diag *diag, struct platen_document **document)
{
	(void)bytes;
	(void)diag;
	*document = pl_document_new();
	return *document == NULL ? PLATEN_NO_MEMORY : PLATEN_OK;
}
