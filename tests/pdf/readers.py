"""Programs of others that read PDFs. scripts/setup all fetches those which Debian lacks."""
import glob
import importlib.util
import os
import shutil
import sys

FETCHED = os.path.join(os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache'), 'platen', 'readers')
JARS = '~/.m2/repository/org/verapdf/apps/greenfield-apps/*/greenfield-apps-*.jar'


def program(name):
    """Its path, or None."""
    return shutil.which(name) or shutil.which(name, path=os.path.join(FETCHED, 'bin'))


def has_module(name):
    """Whether Python can import it, from now on."""
    folder = os.path.join(FETCHED, 'python{}.{}'.format(*sys.version_info))
    if os.path.isdir(folder) and folder not in sys.path:
        sys.path.append(folder)
    return importlib.util.find_spec(name) is not None


def verapdf():
    """The command that starts it, or None."""
    jars = sorted(glob.glob(os.path.expanduser(JARS)))
    java = shutil.which('java')
    return [java, '-cp', jars[-1], 'org.verapdf.apps.GreenfieldCliWrapper'] if java and jars else None
