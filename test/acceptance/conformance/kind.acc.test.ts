// Every resource type in a tenant that does as one expects.
import { engines } from "../harness/engines.js";
import { kind } from "./profiles.js";
import { resourceSuite } from "./resource-suite.js";

resourceSuite(kind, { turn: 0, engines });
