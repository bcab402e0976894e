namespace Infra.Model.Actions;

/// <summary>A program that is downloaded as one file.</summary>
/// <param name="File">The name of the file, with its version.</param>
/// <param name="From">The address that the file lies below, with a slash at its end.</param>
/// <param name="Version">The version that stands in its name.</param>
/// <param name="Purpose">What jobs use it for.</param>
public sealed record DownloadedTool(string File, string From, string Version, string Purpose)
{
    /// <summary>Where it is downloaded.</summary>
    public string Address => From + File;
}
