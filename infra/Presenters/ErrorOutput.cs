using Infra.Model.Masking;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Writes an error, each of its lines as one.</summary>
internal static class ErrorOutput
{
    public static void Write(Host host, string message)
    {
        foreach (string line in Printable.Lines(message).Split('\n'))
        {
            host.Error.Write(Screen.Broken($"error: {line}\n", Screen.ErrorColumns(host), "       "));
        }
    }
}
