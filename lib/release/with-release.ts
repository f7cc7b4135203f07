import { Refusal } from '../errors/refusal';
import type { Release } from './release';
import type { SharedReleaseProps } from './shared-release-props';

/** Properties of a role. */
interface RoleProps extends SharedReleaseProps {
  readonly release?: Release;
}

/** Properties of a role, with those of its release; the image is among them. */
export type WithRelease<T extends RoleProps> = Omit<T, 'image'> & { readonly image: string };

/**
 * Properties of a role and those of its release: the role's own win; maps win by key, bundles, required variables and waivers are added.
 *
 * @throws where neither says the image
 */
export function withRelease<T extends RoleProps>(role: T): WithRelease<T> {
  const { release } = role;
  const props = release === undefined ? role : merge(release._props, role);
  if (props.image === undefined) throw noImage(release !== undefined);
  return props as WithRelease<T>;
}

function merge<T extends RoleProps>(shared: SharedReleaseProps, role: T): T {
  const own = Object.fromEntries(Object.entries(role).filter(([, value]) => value !== undefined));
  const { env, labels, podAnnotations, allow, config, requires } = shared;
  return {
    ...shared,
    ...(own as T),
    ...(env && role.env ? { env: { ...env, ...role.env } } : {}),
    ...(labels && role.labels ? { labels: { ...labels, ...role.labels } } : {}),
    ...(podAnnotations && role.podAnnotations ? { podAnnotations: { ...podAnnotations, ...role.podAnnotations } } : {}),
    ...(config && role.config ? { config: [...new Set([...config, ...role.config])] } : {}),
    ...(requires && role.requires ? { requires: [...new Set([...requires, ...role.requires])] } : {}),
    ...(allow && role.allow ? { allow: [...allow, ...role.allow] } : {}),
  };
}

function noImage(hasRelease: boolean): Refusal {
  return new Refusal({
    property: 'image',
    value: undefined,
    allowed: 'an image with a fixed tag or a digest',
    fix: hasRelease ? 'give it to Release.of({ image: … })' : 'for example "ghcr.io/acme/chat:1.4.2"',
  });
}
