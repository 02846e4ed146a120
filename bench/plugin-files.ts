// The plugin as Terraform gets it: unpacked from the zip that is shipped.
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { unzipSync } from "fflate";

export const ZIP = "dist/plugin/terraform-provider-atlan.zip";
const EXECUTABLE = /^terraform-provider-atlan/;

export const readZip = async (root: string): Promise<Readonly<Record<string, Uint8Array>>> =>
  unzipSync(await readFile(path.join(root, ZIP)));

/** Returns the path of the executable. */
export async function unpackPlugin(root: string, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  for (const [name, bytes] of Object.entries(await readZip(root))) {
    await writeFile(path.join(directory, name), bytes);
  }
  const name = (await readdir(directory)).find((file) => EXECUTABLE.test(file));
  if (name === undefined) throw new Error(`Cannot find the plugin: ${ZIP} holds no executable`);
  const executable = path.join(directory, name);
  await chmod(executable, 0o755);
  return executable;
}
