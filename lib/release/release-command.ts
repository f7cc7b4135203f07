import { Refusal } from '../errors/refusal';
import { publicClass } from '../props/public-class';
import { checkCommand } from './command';

/**
 * Command of a release that runs once and ends: an expression, or a script of the image.
 *
 * Source: `mix help release`, "One-off commands (eval and rpc)".
 */
export class ReleaseCommand {
  /**
   * Expression that a VM of its own evaluates: `SCRIPT eval EXPRESSION`. Nothing of the application is started unless
   * the expression starts it, and the VM is in no cluster.
   *
   * @example
   *
   *   ReleaseCommand.eval('Shop.Release.migrate()')
   *
   * @param expression Elixir code
   * @throws where it is empty
   */
  public static eval(expression: string): ReleaseCommand {
    if (expression.trim() === '') {
      throw new Refusal({
        property: 'ReleaseCommand.eval.expression',
        value: expression,
        allowed: 'Elixir code',
        fix: "for example 'Shop.Release.migrate()'",
      });
    }
    return new ReleaseCommand((script) => [script(), 'eval', expression]);
  }

  /**
   * Any command of the image, such as a script in `rel/overlays/bin`.
   *
   * @example
   *
   *   ReleaseCommand.fromCommand(['/app/bin/migrate'])
   *
   * @param command the command and its arguments
   * @throws where it is empty, leaves the container or keeps a shell in front of the VM
   */
  public static fromCommand(command: string[]): ReleaseCommand {
    const words = checkCommand('ReleaseCommand.fromCommand.command', command);
    return new ReleaseCommand(() => words);
  }

  private constructor(
    /**
     * Words of the command, for the path of the release's script where it is asked for.
     *
     * @internal
     */
    public readonly _words: (script: () => string) => readonly string[],
  ) {}
}

publicClass(ReleaseCommand, 'ReleaseCommand');
