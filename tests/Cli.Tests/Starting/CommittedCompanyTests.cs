namespace Infra.Cli.Tests.Starting;

/// <summary>The company of this repository, whichever it is: the example, or whoever made the repository theirs.</summary>
public sealed class CommittedCompanyTests
{
    [Fact]
    public async Task The_company_of_this_repository_passes_its_check()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Workspace.Root, "stacks")), "This repository has no company; `infra init` makes one.");
        using Workspace workspace = new();
        using StringWriter output = new();

        int code = await CommandLine.RunAsync(["check"], workspace.Host(output, output, keyboard: null) with { Folder = Workspace.Root }, TestContext.Current.CancellationToken);

        Assert.True(code == 0, output.ToString());
    }
}
