import type { PasskeyKey } from "../../domain/passkey.ts";
import { passkeyAccountsAbi } from "../abis.generated.ts";
import { type At, type Call, callsOf } from "./call.ts";

const call = callsOf("PasskeyAccounts", passkeyAccountsAbi);

export const createAccount = (register: At<"PasskeyAccounts">, { x, y }: PasskeyKey): Call => call(register, "create", x, y);
