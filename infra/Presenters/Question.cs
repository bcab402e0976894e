using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Asks before something is changed.</summary>
internal static class Question
{
    /// <summary>Refuses before anything is worked out when a question would come that nobody can answer.</summary>
    /// <exception cref="InfraException">Nobody is there to ask.</exception>
    public static void RefuseWhenNobodyAnswers(Host host, bool yes, string what)
    {
        if (!yes && !host.CanAsk)
        {
            throw new InfraException(ErrorKind.Configuration, $"{what}? There is nobody to ask. Pass --yes to confirm.");
        }
    }

    /// <exception cref="InfraException">The answer is not yes.</exception>
    public static void Confirm(Host host, bool yes, string what)
    {
        if (yes)
        {
            return;
        }

        host.Error.Write($"{what}? Type 'yes' to confirm: ");
        if (!string.Equals(Answer(host)?.Trim(), "yes", StringComparison.Ordinal))
        {
            throw new InfraException(ErrorKind.Cancelled, "Not confirmed; nothing was changed.");
        }
    }

    private static string? Answer(Host host)
    {
        try
        {
            return host.In.ReadLine();
        }
        catch (OperationCanceledException)
        {
            // The sentence has a line of its own, behind the question and the ^C of the terminal.
            host.Error.Write("\n");
            throw new InfraException(ErrorKind.Cancelled, "Cancelled at the question; nothing was changed, and no lock is held.");
        }
    }
}
