using YamlDotNet.RepresentationModel;

namespace Infra.Attack.Tests;

/// <summary>Class 11: what a job may, and which code runs in it.</summary>
public sealed class JobRightsTests
{
    public static TheoryData<string> Files => [.. Workflows.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void No_job_with_rights_builds_or_restores_anything(string file) =>
        Assert.Empty(Workflows.Jobs(file).Where(j => Workflows.HasRights(j.Job) && Workflows.Builds(j.Job)).Select(j => j.Id));

    [Fact]
    public void The_program_of_every_job_with_rights_comes_from_the_job_that_builds_by_its_digest()
    {
        var jobs = Workflows.Jobs().Where(j => Workflows.Steps(j.Job).Any(s => (Workflows.Text(s, "run") ?? "").Contains("artifacts/program/infra ", StringComparison.Ordinal))).ToArray();

        Assert.NotEmpty(jobs);
        Assert.All(jobs, j =>
        {
            Assert.Contains("build", $"{j.Job["needs"]}", StringComparison.Ordinal);
            YamlMappingNode taken = Workflows.Steps(j.Job).Single(s => Workflows.Text(s, "name") == "Make sure that it is the one that was built");
            Assert.Equal("${{ needs.build.outputs.program }}", Workflows.Map(taken, "env")["PROGRAM"]);
            string[] names = [.. Workflows.Steps(j.Job).Select(s => Workflows.Text(s, "name") ?? "")];
            Assert.True(Array.IndexOf(names, "Make sure that it is the one that was built") < Array.FindIndex([.. Workflows.Steps(j.Job)], s => (Workflows.Text(s, "run") ?? "").Contains("artifacts/program/infra ", StringComparison.Ordinal)));
        });
    }

    [Fact]
    public void The_job_that_signs_where_the_program_was_made_runs_no_code_of_the_repository()
    {
        YamlMappingNode job = Workflows.Jobs("ci.yml").Single(j => Workflows.Map(j.Job, "permissions").ContainsKey("attestations")).Job;

        Assert.DoesNotContain(Workflows.Steps(job), s => (Workflows.Text(s, "uses") ?? "").StartsWith("actions/checkout", StringComparison.Ordinal));
        Assert.False(Workflows.Builds(job));
        Assert.Contains("sha256sum --check --strict", $"{job}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_pull_request_reaches_no_environment_but_the_plan_of_development()
    {
        string[] environments = [.. Workflows.Jobs().Where(j => ((YamlMappingNode)Workflows.Of(j.File)["on"]).Children.ContainsKey("pull_request")).Select(j => Workflows.Text(j.Job, "environment")).OfType<string>()];

        Assert.Equal(["dev-plan"], environments);
    }

    [Fact]
    public void A_pull_request_of_Dependabot_or_of_a_fork_reaches_no_identity() => Assert.All(
        Workflows.Jobs("preview.yml").Where(j => Workflows.HasRights(j.Job)),
        j => Assert.Equal("github.event.pull_request.head.repo.id == github.event.repository.id && github.event.pull_request.user.id != 49699333", Workflows.Text(j.Job, "if")));

    [Fact]
    public void No_job_of_a_pull_request_can_write_anything() => Assert.All(
        Workflows.Jobs("preview.yml"), j => Assert.DoesNotContain(Workflows.Map(j.Job, "permissions"), p => p.Value == "write" && p.Key != "id-token"));

    [Theory]
    [InlineData("deploy.yml")]
    [InlineData("drift.yml")]
    [InlineData("bootstrap.yml")]
    [InlineData("promote.yml")]
    [InlineData("rollout.yml")]
    [InlineData("hotfix.yml")]
    [InlineData("rollback.yml")]
    [InlineData("rotation.yml")]
    public void Whoever_starts_a_workflow_on_a_branch_of_their_own_gets_nothing(string file)
    {
        // Every way to a job with an environment leads through a job of main alone.
        var jobs = Workflows.Jobs(file).ToDictionary(j => j.Id, j => j.Job, StringComparer.Ordinal);
        Assert.All(jobs.Where(j => j.Value.Children.ContainsKey("environment")), j => Assert.True(OfMain(j.Value), j.Key));

        bool OfMain(YamlMappingNode job) => (Workflows.Text(job, "if") ?? "").Contains("github.ref == 'refs/heads/main'", StringComparison.Ordinal)
            || (job.Children.TryGetValue("needs", out YamlNode? needs) && ((YamlSequenceNode)needs).Any(n => OfMain(jobs[n.ToString()])));
    }

    [Fact]
    public void The_job_that_comments_has_no_right_but_to_comment_and_runs_mains_code()
    {
        var jobs = Workflows.Jobs("comment.yml").ToDictionary(j => j.Id, j => j.Job, StringComparer.Ordinal);

        Assert.Equal("pull-requests: write", string.Join(", ", Workflows.Map(jobs["comment-dev"], "permissions").Select(p => $"{p.Key}: {p.Value}")));
        Assert.Equal("actions: read", string.Join(", ", Workflows.Map(jobs["take-dev"], "permissions").Select(p => $"{p.Key}: {p.Value}")));
        Assert.DoesNotContain("ref:", Infra.GitHub.Tests.Committed.Read(".github/workflows/comment.yml"), StringComparison.Ordinal);
        Assert.All(jobs.Values, j =>
        {
            string condition = Workflows.Text(j, "if")!;
            Assert.Contains("github.event.workflow_run.event == 'pull_request'", condition, StringComparison.Ordinal);
            Assert.Contains("github.event.workflow_run.path == '.github/workflows/preview.yml'", condition, StringComparison.Ordinal);
            Assert.Contains("github.event.workflow_run.head_repository.id == github.event.repository.id", condition, StringComparison.Ordinal);
            Assert.DoesNotContain("||", condition, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_number_of_the_pull_request_is_GitHubs_and_no_text_of_the_run()
    {
        YamlMappingNode step = Workflows.Steps(Workflows.Jobs("comment.yml").Single(j => j.Id == "comment-dev").Job).Last();

        Assert.Equal("${{ github.event.workflow_run.pull_requests[0].number }}", Workflows.Map(step, "env")["PULL_REQUEST"]);
    }
}
