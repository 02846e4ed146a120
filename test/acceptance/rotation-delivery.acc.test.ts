// A delivery that fails for longer than the overlap: the old secret works until its successor has been delivered.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { installationFrom, mirrorOf, OUR_ENTRY } from "./harness/cli-configuration.js";
import { describeWith } from "./harness/describe-unless.js";
import { engines, nullProviderMirror } from "./harness/engines.js";
import { type PrincipalConstruct, principalConstructs } from "./harness/principal-constructs.js";
import { DAY, PERIOD } from "./harness/rotating-stack.js";
import { succeeded } from "./harness/succeeded.js";
import { stackWith, type UserProject, userProjects } from "./harness/user-projects.js";

/** One of them with two deliveries. What the second one does the project's file `command` says when it runs. */
const appOf = ({ construct, required }: PrincipalConstruct): string =>
  stackWith(
    `const token = new atlan.${construct}(stack, "loader", {`,
    `  displayName: "warehouse robot", ${required}`,
    `  rotation: { rotateEverySeconds: ${PERIOD}, overlapSeconds: ${DAY} },`,
    "});",
    "new atlan.AtlanTokenDelivery(stack, \"log\", { token, command: 'echo delivered >> log' });",
    "new atlan.AtlanTokenDelivery(stack, \"delivery\", { token, command: 'sh ../../../command' });",
  );

const FAIL = "exit 3";

const open = userProjects();

const apply = ({ project }: UserProject) => project.inStack("stack", "apply");
const plan = ({ project }: UserProject) => project.inStack("stack", "plan");

const deliveredIn = async ({ project }: UserProject): Promise<readonly string[]> => {
  const file = path.join(project.stackDirectory("stack"), "delivered");
  return (await readFile(file, "utf8")).trim().split("\n");
};

const runs = principalConstructs.flatMap((kind) => engines.map((run) => ({ ...kind, ...run })));

describeWith(
  "what rotates and is delivered",
  { variable: "NULL_PROVIDER_MIRROR", value: nullProviderMirror },
  (mirror) => {
    const cliConfiguration = installationFrom(OUR_ENTRY, mirrorOf(mirror));

    it.each(runs)(
      "a $noun keeps its old secret until the new one is delivered, with $name",
      async (kind) => {
        const { binary, deliver } = kind;
        const user = await open({ app: appOf(kind), binary, cliConfiguration });
        const { control, project } = user;
        const statusOf = (delivered: string | undefined) => kind.statusOf(user.tenant, delivered);
        const before = kind.principalsOf(await control.state());
        await project.write("command", deliver);
        await project.synth();
        await succeeded(project.inStack("stack", "init"));
        await succeeded(apply(user));
        const [first] = await deliveredIn(user);
        expect((await plan(user)).exitCode).toBe(0);

        await control.advance(PERIOD);
        await project.write("command", FAIL);
        expect((await apply(user)).prose).toContain("exit status 3");
        await control.advance(3 * DAY);
        for (const _day of ["Monday", "Tuesday"]) {
          expect((await apply(user)).prose).toContain("exit status 3");
          expect(await statusOf(first)).toBe(200);
        }
        expect(await deliveredIn(user)).toEqual([first]);

        await project.write("command", deliver);
        await succeeded(apply(user));
        const [, second] = await deliveredIn(user);
        expect(await statusOf(first)).toBe(401);
        expect(await statusOf(second)).toBe(200);
        expect((await plan(user)).exitCode).toBe(0);

        await succeeded(project.inStack("stack", "destroy", "-auto-approve"));
        expect(kind.principalsOf(await control.state())).toEqual(before);
      },
    );
  },
);
