using System.Reflection;

namespace Infra.Pipeline.Workspace;

/// <summary>What the program says of itself.</summary>
public static class ProgramInfo
{
    /// <summary>The file beside the program by which .NET finds its parts.</summary>
    public const string Closure = "infra.deps.json";

    /// <summary>Its version, with the commit where the build knows it.</summary>
    public static string Version => typeof(ProgramInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
