// A reference to a sensitive attribute that stays sensitive when another stack uses it.
import { Fn, type IResolvable, type IResolveContext, TerraformStack, Token } from "cdktf";

class SecretReference implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(
    private readonly reference: IResolvable,
    private readonly home: TerraformStack,
  ) {}

  resolve(context: IResolveContext): unknown {
    // Terraform forgets what was sensitive when it reads another stack's state, and would print it in the plan.
    const isAtHome = TerraformStack.of(context.scope) === this.home;
    return isAtHome ? this.reference : Fn.sensitive(this.reference);
  }

  toString(): string {
    return Token.asString(this);
  }

  toJSON(): string {
    return "<unresolved-token>";
  }
}

/** The reference as a string token; wrapped in `sensitive()` in every stack but its home. */
export function secretString(reference: IResolvable, home: TerraformStack): string {
  return Token.asString(new SecretReference(reference, home));
}
