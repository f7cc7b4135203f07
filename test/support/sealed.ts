// Values in the form that kubeseal writes; nothing decrypts them.
export const SEALED = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(512, 7), Buffer.alloc(20, 9)]).toString(
  'base64',
);
