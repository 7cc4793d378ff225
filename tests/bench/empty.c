/* What a process costs: the floor of every command. */
int
main(void)
{
	return 0;
}
