using System.Diagnostics;
using System.Globalization;

namespace Infra.Cli.Tests.Child;

/// <summary>Ends the process with SIGKILL when the line of a step that did something comes.</summary>
internal sealed class KillingWriter(string step) : StringWriter(CultureInfo.InvariantCulture)
{
    public override void Write(string? value)
    {
        if (value is not null && value.StartsWith(step + " ", StringComparison.Ordinal) && (value.Contains("  done: ", StringComparison.Ordinal) || value.Contains("  undone: ", StringComparison.Ordinal)))
        {
            using Process self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }

        base.Write(value);
    }
}
