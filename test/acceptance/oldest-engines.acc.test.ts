// The oldest engines that are supported: the examples of the docs, and the plainest story of every type.
import path from "node:path";
import { expect, it } from "@jest/globals";
import { dataSeed, dataSubjects } from "./conformance/data-subjects.js";
import { expectFoundByAll, expectLife } from "./conformance/life.js";
import { subjects } from "./conformance/subjects/index.js";
import { trials } from "./conformance/trial.js";
import { worldOf } from "./conformance/world.js";
import { describeWith } from "./harness/describe-unless.js";
import { addModule, EXAMPLES, exampleFiles } from "./harness/docs-examples.js";
import { oldestEngines } from "./harness/engines.js";
import { loader, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const examples = ["resources", "data-sources"];

const callOf = (module: string): string =>
  `module "${path.basename(module)}" {\n  source = "./${module}"\n}\n`;

for (const { name, ...needed } of oldestEngines) {
  describeWith(name, needed, (binary) => {
    const open = stages();
    const openTrial = trials();

    it.each(examples)("applies the examples of %s, and then nothing", async (folder) => {
      const { workspace } = await open("", { binary });
      const all = await exampleFiles(".tf");
      const files = all.filter((file) => file.startsWith(path.join(EXAMPLES, folder)));
      const calls: string[] = [];
      for (const file of files) calls.push(callOf(await addModule(workspace.directory, file)));
      await workspace.configure(calls.join(""));
      await succeeded(workspace.run("init"));
      const applied = await succeeded(workspace.apply());
      expect(applied.output).not.toContain("Warning:");
      expect((await workspace.plan()).exitCode).toBe(0);
      await succeeded(workspace.destroy());
    });

    it("plans one update without a change on a newer engine's state, which asks for nothing", async () => {
      const { workspace, control } = await open(loader('display_name = "loader"'));
      await succeeded(workspace.apply());
      await succeeded(workspace.runWith({ binary }, "init"));
      const plan = ["plan", "-input=false", "-no-color", "-detailed-exitcode"];
      const planned = await workspace.runWith({ binary }, ...plan);
      expect(planned.output).toContain("0 to add, 1 to change, 0 to destroy");
      expect(planned.output).not.toMatch(/^ +[-+~] \w+ +=/m);
      await control.clearRequests();
      await succeeded(workspace.runWith({ binary }, "apply", "-input=false", "-auto-approve"));
      expect((await control.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
      await succeeded(workspace.runWith({ binary }, ...plan));
      await succeeded(workspace.run("plan", "-detailed-exitcode"));
    });

    it.each(subjects)("creates, updates and destroys $type", async (subject) =>
      expectLife(await openTrial(subject, binary)),
    );

    it.each(dataSubjects)("looks $type up by all that it may be asked by", async (subject) => {
      const stage = await open("", { binary, tenant: { seed: dataSeed } });
      await expectFoundByAll(subject, stage, worldOf(await stage.control.state()));
    });
  });
}
