// Whether this process may execute a file.
import { constants } from "node:fs";
import { access } from "node:fs/promises";

/** False, too, where there is no such file. */
export const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
