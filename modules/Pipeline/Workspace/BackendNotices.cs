using Infra.Model.Backends;
using Infra.Model.Masking;

namespace Infra.Pipeline.Workspace;

/// <summary>Says what a backend found of earlier runs.</summary>
public static class BackendNotices
{
    /// <summary>Writes each as a note.</summary>
    public static void Write(Host host, IBackend backend)
    {
        foreach (string notice in backend.Notices)
        {
            host.Error.Write($"note: {Printable.Text(notice)}\n");
        }
    }
}
