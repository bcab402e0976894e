namespace Infra.Cli.Tests.Sealed;

/// <summary>An update that stops in its middle, because a step turned out to be another than the sealed one: what was done stays and is on the record.</summary>
public sealed class StoppedUpdateTests
{
    [Fact]
    public async Task A_step_that_differs_in_the_middle_stops_the_rest_and_the_record_says_failed()
    {
        using Workspace workspace = new();
        (string made, int first) = await workspace.RunAsync(["up", "dev", "--yes"]);
        Assert.True(first == 0, made);
        workspace.Replace("stacks/Pulumi.dev.yaml", "    owner: platform-team", "    owner: another-team");
        using StringWriter output = new();

        // After the plan was shown, and before its first step, somebody deletes a firewall that only stays as it is in it.
        int exitCode = await workspace.RunAsync(["up", "dev"], output, output, new Meanwhile(() => Forget(workspace, "setu-dev-allow-egress-github")));

        Assert.True(exitCode == 11, string.Join("\n", output.ToString().Split("\n").TakeLast(8)));
        Assert.Contains(
            "error: urn:pulumi:dev::infra::infra:cloud:Network$infra:cloud:Firewall$gcp:compute/firewall:Firewall::setu-dev-allow-egress-github would be created, and the plan says same. The plan is out of date and nothing further was done; preview again.\n",
            output.ToString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("Done: ", output.ToString(), StringComparison.Ordinal);
        string records = (await workspace.RunAsync(["audit", "show", "--action", "up", "--format", "json"])).Output;
        Assert.Contains("\"outcome\":\"failed\"", records.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        Assert.Equal(0, (await workspace.RunAsync(["state", "verify", "dev"])).ExitCode);

        // Some labels are new already and some are not; the next update does the rest.
        (string again, int next) = await workspace.RunAsync(["up", "dev", "--yes"]);
        Assert.True(next == 0, again);
        Assert.Contains("Done: 1 created, ", again, StringComparison.Ordinal);
        Assert.Equal(7, (await workspace.RunAsync(["preview", "dev", "--expect-changes"])).ExitCode);
    }

    private static void Forget(Workspace workspace, string name)
    {
        (string said, int exitCode) = workspace.RunAsync(["cloud", "delete", "dev", $"projects/setu-dev-471203/global/firewalls/{name}"]).GetAwaiter().GetResult();
        Assert.True(exitCode == 0, said);
    }

    private sealed class Meanwhile(Action happens) : TextReader
    {
        public override string ReadLine()
        {
            happens();
            return "yes";
        }
    }
}
