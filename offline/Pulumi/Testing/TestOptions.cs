namespace Pulumi.Testing;

/// <summary>Settings of a test run.</summary>
public class TestOptions
{
    /// <summary>The project; <c>project</c> where it is null.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The stack; <c>stack</c> where it is null.</summary>
    public string? StackName { get; set; }

    /// <summary>The organisation; <c>organization</c> where it is null.</summary>
    public string? OrganizationName { get; set; }

    /// <summary>The folder of the project file.</summary>
    public string? RootDirectory { get; set; }

    /// <summary>Whether the run is a preview; true where it is null.</summary>
    public bool? IsPreview { get; set; }
}
