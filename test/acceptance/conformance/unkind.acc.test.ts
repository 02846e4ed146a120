// Every resource type in a tenant that does all that real ones may.
import { unkind } from "./profiles.js";
import { resourceSuite } from "./resource-suite.js";

// A type that one engine plays in a kind tenant, another one plays here.
resourceSuite(unkind, { turn: 1 });
