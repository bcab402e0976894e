namespace Infra.Model.Backends;

/// <summary>The names of backends, as plans and records have them.</summary>
public static class BackendNames
{
    /// <summary>The engine of this repository over an emulator of Google Cloud: a dry run.</summary>
    public const string Local = "local";

    /// <summary>The Pulumi CLI and a real cloud.</summary>
    public const string Pulumi = "pulumi";
}
