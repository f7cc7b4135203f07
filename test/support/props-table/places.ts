import { membersOf, type Type } from '../../../lib/props/types';
import { least, own, ROOTS } from './roots';

/** One place, however deep, where a value of a type is given. */
export interface Place {
  readonly name: string;
  readonly type: Type;
  readonly give: (value: unknown) => unknown;
}

/** Every place of the public API where a value is given: parameters, properties, items, members. */
export function allPlaces(): Place[] {
  return ROOTS.flatMap((root) => below(root));
}

function below(place: Place, above: readonly string[] = []): Place[] {
  const { type } = place;
  switch (type.kind) {
    case 'list':
      return [place, ...below({ name: `${place.name}[0]`, type: type.of, give: (item) => place.give([item]) }, above)];
    case 'map':
      return [
        place,
        ...below({ name: `${place.name}.KEY`, type: type.of, give: (item) => place.give({ KEY: item }) }, above),
      ];
    case 'struct':
    case 'interface': {
      if (above.includes(type.name)) return [place];
      const rest = type.kind === 'struct' ? least(type.name) : own(type.name);
      const members = [...(membersOf(type.name)?.values() ?? [])].flatMap((member) =>
        below(
          {
            name: `${place.name}.${member.name}`,
            type: member.type,
            give: (value) => place.give({ ...rest, [member.name]: value }),
          },
          [...above, type.name],
        ),
      );
      return [place, ...members];
    }
    default:
      return [place];
  }
}
