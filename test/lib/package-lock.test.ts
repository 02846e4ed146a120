// The lock file, complete: a tool's binary of another platform that is missing from it makes `npm ci` fail everywhere.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";

interface Lock {
  readonly packages: Record<string, { readonly optionalDependencies?: Record<string, string> }>;
}

it("locks every optional dependency, of whatever platform", () => {
  const file = path.resolve(__dirname, "../../package-lock.json");
  const { packages }: Lock = JSON.parse(readFileSync(file, "utf8"));
  const locked = new Set(Object.keys(packages).map((key) => key.split("node_modules/").at(-1)));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  );
  expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
});
