// This package as `npm pack` makes it of the built checkout: what users install.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runEngine } from "./engine.js";

export const ROOT = path.resolve(import.meta.dirname, "../../..");

interface PackReport {
  readonly filename: string;
  /** Bytes of the tarball. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

export class NpmPackage {
  readonly report: PackReport;
  readonly #directory: string;

  private constructor(directory: string, report: PackReport) {
    this.#directory = directory;
    this.report = report;
  }

  static async pack(): Promise<NpmPackage> {
    const directory = await mkdtemp(path.join(tmpdir(), "atlan-pack-"));
    const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", directory];
    const call = { binary: "npm", directory: ROOT, environment: { HOME: directory } };
    const packed = await runEngine(call, args);
    if (packed.exitCode !== 0) throw new Error(`Cannot pack: ${packed.output}`);
    const [report] = JSON.parse(packed.stdout) as readonly PackReport[];
    if (report === undefined) throw new Error("Cannot pack: npm reports nothing");
    return new NpmPackage(directory, report);
  }

  get tarball(): string {
    return path.join(this.#directory, this.report.filename);
  }

  /** As `npm install` does it, without a network: the package brings no dependency. */
  async installIn(directory: string): Promise<void> {
    const args = ["install", "--offline", "--legacy-peer-deps", "--no-save", this.tarball];
    const installed = await runEngine({ binary: "npm", directory }, args);
    if (installed.exitCode !== 0) throw new Error(`Cannot install: ${installed.output}`);
  }

  async close(): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true });
  }
}
