namespace Infra.Model.Actions;

/// <summary>A program that is downloaded as one file.</summary>
/// <param name="File">The name of the file, with its version.</param>
/// <param name="From">The address that the file lies below, with a slash at its end.</param>
public sealed record DownloadedTool(string File, string From)
{
    /// <summary>Where it is downloaded.</summary>
    public string Address => From + File;
}
