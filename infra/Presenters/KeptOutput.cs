using Infra.GitHub.Comments;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Says what became of a comment or an issue, and where it is.</summary>
internal static class KeptOutput
{
    public static void Write(Host host, string what, Kept kept)
    {
        string done = kept.Change switch { KeptChange.Made => "made", KeptChange.Updated => "updated", KeptChange.Closed => "closed", _ => "up to date" };
        host.Error.Write($"{what}: {done}\n");
        if (kept.Url is { } url)
        {
            host.Out.Write($"{Printable.Text(url)}\n");
        }
    }
}
