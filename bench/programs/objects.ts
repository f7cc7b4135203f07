/** Makes the plain objects of a service. The module beside this one is generated from what the library renders. */
export type Objects = (name: string) => { apiVersion: string; kind: string; metadata: { name: string } }[];

export const { objects } = require('./generated') as { objects: Objects };
