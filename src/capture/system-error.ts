/** Errors of the operating system about a file that the user named, in words. */

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you are not permitted to read it',
  EPERM: 'you are not permitted to read it',
  EISDIR: 'it is a directory; name the files in it',
  ENOTDIR: 'a part of its path is a file, not a directory',
  ENXIO: 'it is a socket or a device, not a file',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open; more are allowed with: ulimit -n 4096',
  EIO: 'the device that it is on reports an error',
};

const WRITING: Readonly<Record<string, string>> = {
  ...READING,
  ENOENT: 'the directory that it is to be in does not exist',
  EACCES: 'you are not permitted to write it',
  EPERM: 'you are not permitted to write it',
  EISDIR: 'it is a directory; name a file in it',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EROFS: 'its file system can only be read',
  ETXTBSY: 'it is a program that is running',
};

/** Why a file cannot be read, or written: a clause. Of an error that has no words here, what the system says. */
export function systemErrorText(error: unknown, doing: 'read' | 'write' = 'read'): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return (doing === 'read' ? READING : WRITING)[code] ?? message;
}
