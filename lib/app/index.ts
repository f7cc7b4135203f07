// The fast App: for any cdk8s app, without the rest of the library.
export { FastApp } from './fast-app';
export { PlainObject } from './plain-object';
