using Infra.Model;

namespace Infra;

/// <summary>Asks before something is changed.</summary>
internal static class Question
{
    /// <exception cref="InfraException">Nobody is there to ask, or the answer is not yes.</exception>
    public static void Confirm(Host host, bool yes, string what)
    {
        if (yes)
        {
            return;
        }

        if (!host.CanAsk)
        {
            throw new InfraException(ExitCode.Configuration, $"{what} needs a yes, and there is nobody to ask. Pass --yes.");
        }

        host.Error.Write($"{what}? Only 'yes' is taken as yes: ");
        if (!string.Equals(host.In.ReadLine()?.Trim(), "yes", StringComparison.Ordinal))
        {
            throw new InfraException(ExitCode.Cancelled, "Not confirmed; nothing was changed.");
        }
    }
}
