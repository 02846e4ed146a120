// Why the system refused a file or folder, in words: whoever reads it need not know the system's codes.

const REASONS: { readonly [code: string]: string } = {
  EACCES: "its permissions do not allow it",
  EDQUOT: "the disk quota is used up",
  EFBIG: "files may not be that large here",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "its name is too long",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is no folder",
  EPERM: "its permissions do not allow it",
  EROFS: "its file system is read-only",
};

/**
 * Completes "cannot be read:" and the like. Of a code without words it is the system's own message.
 *
 * @param more what other codes mean to the caller
 */
export function fileErrorReason(
  cause: unknown,
  more: { readonly [code: string]: string } = {},
): string {
  const { code, message } = Object(cause);
  const words = more[code] ?? REASONS[code];
  return words === undefined ? String(message ?? cause) : `${words} (${code})`;
}
