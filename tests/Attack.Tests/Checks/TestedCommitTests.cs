namespace Infra.Attack.Tests.Checks;

/// <summary>Class 9: whoever may push can make GitHub Actions run a job of any name for any commit. Only main's own workflow on main speaks of tests.</summary>
public sealed class TestedCommitTests
{
    private static readonly (string, string?)[] Unit = [("test (official)", "success"), ("test (offline)", "success")];

    [Fact]
    public async Task The_workflow_of_the_suite_that_ran_on_main_does_count()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Ran("ci.yml", change.Merge, Unit);

        Assert.Equal("unit 2/0", await change.SuitesAsync());
    }

    [Fact]
    public async Task Jobs_with_the_names_of_the_suite_in_a_workflow_of_ones_own_prove_nothing()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Ran("mine.yml", change.Merge, Unit);
        change.Server.Ran("ci.yml", change.Merge, [("test (official)", "failure"), ("test (offline)", "failure")]);

        Assert.Equal("unit 0/2", await change.SuitesAsync());
    }

    [Theory]
    [InlineData("push", "feature", false)]
    [InlineData("push", "main2", false)]
    [InlineData("push", "refs/heads/main", false)]
    [InlineData("workflow_dispatch", "main", false)]
    [InlineData("pull_request", "main", false)]
    [InlineData("pull_request_target", "main", false)]
    [InlineData("schedule", "main", false)]
    [InlineData("push", "main", true)]
    public async Task A_run_of_the_workflow_from_another_branch_or_started_otherwise_proves_nothing_even_where_the_server_knows_no_filters(string trigger, string branch, bool counts)
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.IgnoresFilters = true;
        change.Server.Ran("ci.yml", change.Merge, Unit, trigger, branch);

        Assert.Equal(counts ? "unit 2/0" : "", await change.SuitesAsync());
    }

    [Fact]
    public async Task A_run_on_the_head_of_the_pull_request_proves_nothing_because_its_base_chose_the_workflow()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        var pull = change.Server.AddPull("feature", "Feature", "text");
        change.Server.Merge(pull, change.Head, change.Merge, author: 1);
        change.Server.Ran("ci.yml", change.Head, Unit, "pull_request", "feature");

        Assert.Equal("", await change.SuitesAsync());
    }

    [Fact]
    public async Task A_run_for_another_commit_proves_nothing_where_the_server_knows_no_filters()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.IgnoresFilters = true;
        change.Server.Ran("ci.yml", change.Before, Unit);

        Assert.Equal("", await change.SuitesAsync());
    }

    [Fact]
    public async Task A_run_of_a_fork_proves_nothing()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Ran("ci.yml", change.Merge, Unit, repository: 4242);

        Assert.Equal("", await change.SuitesAsync());
    }

    [Theory]
    [InlineData(".github/workflows/ci.yml@refs/heads/feature")]
    [InlineData(".github/workflows/ci.yml@main")]
    [InlineData("mallory/workflows/.github/workflows/ci.yml")]
    [InlineData(".github/workflows/CI.yml")]
    [InlineData(".github/workflows/../workflows/ci.yml")]
    public async Task A_run_whose_workflow_is_that_of_elsewhere_proves_nothing(string path)
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Ran("ci.yml", change.Merge, Unit, path: path);

        Assert.Equal("", await change.SuitesAsync());
    }

    [Fact]
    public async Task A_second_job_of_the_same_name_that_passed_does_not_hide_one_that_failed()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Ran("ci.yml", change.Merge, [("test (official)", "failure"), ("test (official)", "success"), ("test (offline)", "success")]);

        Assert.Equal("unit 2/1", await change.SuitesAsync());
    }

    [Fact]
    public async Task A_first_attempt_that_passed_does_not_hide_a_second_one_that_failed()
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        var run = change.Server.Ran("ci.yml", change.Merge, [("test (official)", "failure"), ("test (offline)", "success")], attempt: 2);
        change.Server.Jobs[((long)run["id"]!, 1)] = [.. Unit.Select(j => new System.Text.Json.Nodes.JsonObject { ["run_id"] = (long)run["id"]!, ["head_sha"] = change.Merge, ["name"] = j.Item1, ["status"] = "completed", ["conclusion"] = "success", ["completed_at"] = "2026-11-21T04:00:00Z" })];

        Assert.Equal("unit 1/1", await change.SuitesAsync());
    }

    [Theory]
    [InlineData("skipped")]
    [InlineData("neutral")]
    [InlineData("cancelled")]
    [InlineData(null)]
    public async Task A_job_that_was_skipped_cancelled_or_still_goes_has_not_passed(string? conclusion)
    {
        await using MergedChange change = await MergedChange.ByAsync("asha@setu-retail.example");
        change.Server.Ran("ci.yml", change.Merge, [("test (official)", conclusion), ("test (offline)", "success")]);

        Assert.Equal("unit 1/1", await change.SuitesAsync());
    }
}
