namespace Pulumi;

/// <summary>What a call can be told besides its arguments.</summary>
public class CallOptions
{
    /// <summary>A resource from which the provider is inherited.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The provider.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>The version of the provider plugin.</summary>
    public string? Version { get; set; }

    /// <summary>Where the provider plugin is downloaded from.</summary>
    public string? PluginDownloadURL { get; set; }
}
