namespace Infra.GitHub.Tests.Server;

/// <summary>Prism objects to what GitHub would refuse; else its silence would say nothing.</summary>
public sealed class PrismTests(Prism prism)
{
    [Theory]
    [InlineData("POST", "/repos/setu-retail/platform/issues/7/comments", "{}", "\"code\":\"required\"")]
    [InlineData("POST", "/repos/setu-retail/platform/issues/7/comments", "{\"body\":1}", "\"code\":\"type\"")]
    [InlineData("PATCH", "/repos/setu-retail/platform/issues/comments/7", "{}", "\"code\":\"required\"")]
    [InlineData("POST", "/repos/setu-retail/platform/pulls", "{\"title\":\"one\"}", "\"code\":\"required\"")]
    [InlineData("PATCH", "/repos/setu-retail/platform/pulls/7", "{\"title\":1}", "\"code\":\"type\"")]
    [InlineData("PUT", "/repos/setu-retail/platform/environments/prod", "{\"wait_timer\":\"soon\"}", "\"code\":\"type\"")]
    [InlineData("PUT", "/repos/setu-retail/platform/environments/prod", "{\"reviewers\":[{\"type\":\"Role\",\"id\":1}]}", "\"code\":\"enum\"")]
    [InlineData("PUT", "/repos/setu-retail/platform/environments/prod", "{\"deployment_branch_policy\":{}}", "\"code\":\"required\"")]
    [InlineData("POST", "/repos/setu-retail/platform/environments/prod/deployment-branch-policies", "{}", "\"code\":\"required\"")]
    [InlineData("POST", "/repos/setu-retail/platform/environments/prod/variables", "{}", "\"code\":\"required\"")]
    [InlineData("PATCH", "/repos/setu-retail/platform/environments/prod/variables/X", "{\"value\":1}", "\"code\":\"type\"")]
    [InlineData("POST", "/repos/setu-retail/platform/actions/variables", "{}", "\"code\":\"required\"")]
    [InlineData("PATCH", "/repos/setu-retail/platform/actions/variables/X", "{\"value\":1}", "\"code\":\"type\"")]
    [InlineData("PUT", "/repos/setu-retail/platform/actions/permissions", "{}", "\"code\":\"required\"")]
    [InlineData("PUT", "/repos/setu-retail/platform/actions/permissions/selected-actions", "{\"patterns_allowed\":1}", "\"code\":\"type\"")]
    [InlineData("PUT", "/repos/setu-retail/platform/actions/permissions/workflow", "{\"default_workflow_permissions\":\"admin\"}", "\"code\":\"enum\"")]
    [InlineData("POST", "/repos/setu-retail/platform/labels", "{}", "\"code\":\"required\"")]
    [InlineData("PATCH", "/repos/setu-retail/platform/labels/infra", "{\"color\":1}", "\"code\":\"type\"")]
    [InlineData("POST", "/repos/setu-retail/platform/rulesets", "{\"name\":\"x\"}", "\"code\":\"required\"")]
    [InlineData("POST", "/repos/setu-retail/platform/rulesets", "{\"name\":\"x\",\"enforcement\":\"active\",\"rules\":[{\"type\":\"no_such_rule\"}]}", "\"code\":\"enum\"")]
    [InlineData("PUT", "/repos/setu-retail/platform/rulesets/5", "{\"enforcement\":\"on\"}", "\"code\":\"enum\"")]
    [InlineData("DELETE", "/repos/setu-retail/platform/environments/prod/deployment-branch-policies/x", "", "\"code\":\"type\"")]
    [InlineData("GET", "/repos/setu-retail/platform/isues", "", "NO_PATH_MATCHED_ERROR")]
    [InlineData("PUT", "/repos/setu-retail/platform/issues/7/comments", "{}", "NO_METHOD_MATCHED_ERROR")]
    public async Task A_request_that_the_description_does_not_have_is_named(string method, string path, string body, string problem) =>
        Assert.Contains(problem, await prism.ProblemAsync(method, path, body), StringComparison.Ordinal);

    [Fact]
    public async Task A_good_request_is_passed() =>
        Assert.Null(await prism.ProblemAsync("POST", "/repos/setu-retail/platform/issues/7/comments", "{\"body\":\"good\"}"));
}
