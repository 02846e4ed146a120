// What the README shows is what the demo deploys.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";

const root = path.resolve(import.meta.dirname, "../../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

it("shows the quickstart as it is deployed", () => {
  const shown = /```typescript\n([\s\S]*?)```/.exec(read("README.md"))?.[1];
  expect(shown?.trim()).toBe(read("examples/quickstart/main.ts").trim());
});
