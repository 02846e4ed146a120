// Runs before `npm pack` and `npm publish`: a package without its build would install, and then do nothing.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

const { files }: { files: string[] } = JSON.parse(await readFile("package.json", "utf8"));
const missing = files.filter((file) => !file.startsWith("!") && !existsSync(file));
if (missing.length > 0) {
  process.stderr.write(
    `Cannot pack: ${missing.join(", ")} missing, expected a build; run \`npm run build\` first\n`,
  );
  process.exitCode = 1;
}
