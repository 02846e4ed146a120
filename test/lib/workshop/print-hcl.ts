// Run by tsx: prints a stack with a machine as cdktf writes it for `synth --hcl`. Argument: the workshop's folder.
import { TerraformProvider, TerraformStack, Testing } from "cdktf";
import { WorkshopMachine } from "./machine";

const [folder = ""] = process.argv.slice(2);
const stack = new TerraformStack(Testing.app(), "stack");

class Workshop extends TerraformProvider {
  protected override synthesizeHclAttributes() {
    return {
      folder: { value: folder, isBlock: false, type: "simple", storageClassType: "string" },
    };
  }
}

const provider = new Workshop(stack, "workshop", {
  terraformResourceType: "workshop",
  terraformProviderSource: "npm.internal/test/workshop",
});
new WorkshopMachine(stack, "lathe", {
  provider,
  name: "lathe",
  maintenance: { everyDays: 7, notes: '["belt"\nand "bulb"]' },
  spareParts: [
    { partName: "belt", shelf: null },
    { partName: "7", amount: 2 },
  ],
  rebuildWhenChanged: { model: "1" },
  timeouts: { create: "30s" },
});
process.stdout.write(String(Testing.synthHcl(stack)));
