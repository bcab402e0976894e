using Infra.GitHub.Comments;

namespace Infra.GitHub.Tests.Keeping;

/// <summary>The marker of these tests.</summary>
internal static class KeepingSample
{
    public static Marker Prod { get; } = Marker.TryParse("prod", out Marker? marker) ? marker : throw new InvalidOperationException("prod is no marker");
}
