/** What a system refuses, in words: its own are codes that only programmers know. */

const WORDS = {
  EACCES: 'it may not be read or written by this user',
  EADDRINUSE: 'the port is taken',
  EADDRNOTAVAIL: 'this computer has no such address',
  EAI_AGAIN: 'the name could not be looked up: is there a network?',
  EBUSY: 'it is in use',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something of that name is there',
  EFBIG: 'the file would be larger than is allowed',
  EINVAL: 'the system does not allow this there',
  EIO: 'the disk or device does not work',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'this program has too many files open (see ulimit -n)',
  EMLINK: 'it has too many links',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'the system has too many files open',
  ENODEV: 'there is no such device',
  ENOENT: 'there is no such file or folder',
  ENOMEM: 'the memory is full',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is no folder',
  ENOTEMPTY: 'the folder is not empty',
  ENOTFOUND: 'there is no computer of that name',
  ENOTSUP: 'the system cannot do this there',
  ENXIO: 'there is no such device',
  EPERM: 'it may not be read or written by this user',
  EPIPE: 'nobody reads it any more',
  EROFS: 'the disk may only be read',
  ESTALE: 'the file is gone from the server',
  ETIMEDOUT: 'there was no answer',
  ETXTBSY: 'it is being run',
  EXDEV: 'it lies on another disk',
};

/**
 * What the system refused, in words and with its own code; undefined for an error that is not the system's.
 * @param {unknown} error
 * @returns {string | undefined}
 */
export function worldsFault(error) {
  const { code, syscall } = error ?? {};
  if (typeof code !== 'string' || typeof syscall !== 'string' || !/^E[A-Z_]+$/.test(code)) return undefined;
  return `${WORDS[code] ?? 'the system refused'} (${code}, ${syscall})`;
}
