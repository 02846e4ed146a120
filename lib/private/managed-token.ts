// Tells a token that the app manages from one that is looked up, or from anything else.
import { TerraformResource } from "cdktf";
import { apiToken } from "../schema";

export const isManagedToken = (token: unknown): token is TerraformResource =>
  TerraformResource.isTerraformResource(token) && token.terraformResourceType === apiToken.typeName;
