using System.Reflection;

namespace Infra.Pipeline.Workspace;

/// <summary>Which kind of Pulumi packages this program was built with.</summary>
public static class PackageKind
{
    /// <summary>The version of Pulumi's SDK; that of a stand-in ends with <c>+offline</c>.</summary>
    public static string PulumiVersion { get; } =
        typeof(Pulumi.Stack).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Whether they are the stand-ins of <c>offline/</c>.</summary>
    public static bool IsOffline => PulumiVersion.Contains("offline", StringComparison.Ordinal);

    /// <summary>The kind that may speak to the real cloud.</summary>
    public const string Official = "official";

    /// <summary><c>official</c> or <c>offline</c>.</summary>
    public static string Name => IsOffline ? "offline" : Official;
}
