// What `next-env.d.ts` says, which Next writes anew at each start and which is therefore not kept: types can be checked
// before the first build.
/// <reference types="next" />
declare module "*.css";
