using Infra.Model.Masking;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Says that generated files are not what <c>stacks/</c> say, before a rule finds fault with them.</summary>
internal static class StaleOutput
{
    public static void Write(Host host, Repository repository, string stack)
    {
        if (new GitOpsFreshness(host, repository).Finding(stack) is not { } finding)
        {
            return;
        }

        foreach (string line in Printable.Lines(finding).Split('\n').SelectMany((l, i) => Fit.Wrap(i == 0 ? "warning: " : "    ", "    ", l, Screen.ErrorColumns(host) ?? int.MaxValue)))
        {
            host.Error.Write(line + "\n");
        }
    }
}
