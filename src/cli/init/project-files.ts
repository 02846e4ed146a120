// The files of a new project, as text: the example of a tested stack and the workflow of the example of a pipeline, as the package has them.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { InstalledPackage } from "../../../lib/placement/index.js";
import { fileErrorReason } from "../../file-error.js";

/** What differs between the two. The CLI of cdktn needs a newer Node. */
export const TOOLKITS = {
  cdktf: { entry: "cdktf-provider-atlan", nodeVersion: "20" },
  cdktn: { entry: "cdktf-provider-atlan/cdktn", nodeVersion: "24" },
} as const;

export type Toolkit = keyof typeof TOOLKITS;

export const isToolkit = (name: string): name is Toolkit => Object.hasOwn(TOOLKITS, name);

export interface ProjectFile {
  /** From the project's folder. */
  readonly file: string;
  readonly text: string;
}

export interface ProjectOptions {
  readonly toolkit: Toolkit;
  /** Of the project's folder. */
  readonly folder: string;
  readonly installed: InstalledPackage;
}

const COPIED = ["stack.ts", "main.ts", "jest.config.js", "__tests__/main-test.ts"] as const;
const WORKFLOW = ".github/workflows/deploy.yml";
const STACK = "loader";
const DEVELOPMENT = ["jest", "@jest/globals", "@swc/core", "@swc/jest", "@types/node", "tsx"];

const IGNORED = `node_modules/
cdktf.out/
.terraform/
# States and saved plans hold secrets.
*.tfstate*
*.tfplan
cdktf.log
`;

const TSCONFIG = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2023"],
    module: "commonjs",
    strict: true,
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
  },
  exclude: ["node_modules", "cdktf.out"],
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** By npm's rules for names. */
const packageName = (folder: string): string =>
  folder
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|-+$/g, "")
    .slice(0, 214) || "atlan-tokens";

/** The sources and the workflow speak of cdktf. */
function inToolkit(text: string, toolkit: Toolkit): string {
  const { entry, nodeVersion } = TOOLKITS[toolkit];
  return text
    .replaceAll('from "cdktf"', `from "${toolkit}"`)
    .replaceAll('from "cdktf-provider-atlan"', `from "${entry}"`)
    .replaceAll("npx cdktf ", `npx ${toolkit} `)
    .replaceAll(/node-version: \d+/g, `node-version: ${nodeVersion}`)
    .replaceAll("cdktf.out/stacks/pipeline", `cdktf.out/stacks/${STACK}`);
}

/** @throws in one sentence where the package is not whole */
function textOf({ directory }: InstalledPackage, file: string): string {
  const found = path.join(directory, file);
  try {
    return readFileSync(found, "utf8");
  } catch (error) {
    const reason = fileErrorReason(error, { ENOENT: "it does not exist" });
    throw new Error(
      `Cannot make a project: ${JSON.stringify(found)} cannot be read: ${reason}, expected a file of the package; install cdktf-provider-atlan anew`,
      { cause: error },
    );
  }
}

/** The versions that this package itself is tested with. */
function manifest({ toolkit, folder, installed }: ProjectOptions): object {
  const own = JSON.parse(textOf(installed, "package.json"));
  const tested: Readonly<Record<string, string>> = own.devDependencies;
  const pinned = (names: readonly string[], range: "^" | "~") =>
    names.map((name) => [name, `${range}${tested[name]}`] as const);
  return {
    name: packageName(folder),
    private: true,
    scripts: {
      test: "jest",
      synth: `${toolkit} synth`,
      diff: `${toolkit} diff`,
      deploy: `${toolkit} deploy`,
    },
    dependencies: Object.fromEntries([
      ["cdktf-provider-atlan", `^${installed.version}`],
      ...pinned([toolkit], "^"),
      ...pinned(["constructs"], "~"),
    ]),
    devDependencies: Object.fromEntries(
      [
        // The two are released together.
        [`${toolkit}-cli`, `^${tested[toolkit]}`] as const,
        ...pinned(DEVELOPMENT, "^"),
        ...pinned(["typescript"], "~"),
      ].sort(([one], [other]) => one.localeCompare(other)),
    ),
  };
}

/** Sorted as they are told to a person: what they write first comes first. */
export function projectFiles(options: ProjectOptions): readonly ProjectFile[] {
  const { toolkit, installed } = options;
  const example = (name: string, file: string): ProjectFile => {
    return { file, text: inToolkit(textOf(installed, `examples/${name}/${file}`), toolkit) };
  };
  const cdktfJson = {
    language: "typescript",
    app: "npx tsx main.ts",
    projectId: randomUUID(),
    sendCrashReports: "false",
  };
  return [
    ...COPIED.map((file) => example("testing", file)),
    { file: "package.json", text: json(manifest(options)) },
    { file: "cdktf.json", text: json(cdktfJson) },
    { file: "tsconfig.json", text: json(TSCONFIG) },
    { file: ".gitignore", text: IGNORED },
    example("pipeline", WORKFLOW),
  ];
}
