// Run by tsx: synthesises the stack that each file exports, named after the file and its folder. Arguments: the folder to write to, and the files.
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { stackNameOf } from "./stack-name.js";

type Stack = new (scope: Construct, id: string) => TerraformStack;

const isStack = (exported: unknown): exported is Stack =>
  typeof exported === "function" && exported.prototype instanceof TerraformStack;

async function stackIn(file: string): Promise<Stack> {
  const exported: Record<string, unknown> = await import(path.resolve(file));
  const stack = Object.values(exported).find(isStack);
  if (stack === undefined) throw new Error(`Cannot find a stack in ${file}`);
  return stack;
}

async function main([outdir = "", ...files]: readonly string[]): Promise<void> {
  const app = new App({ outdir });
  for (const file of files) {
    const StackOfFile = await stackIn(file);
    new StackOfFile(app, stackNameOf(file));
  }
  app.synth();
}

void main(process.argv.slice(2));
