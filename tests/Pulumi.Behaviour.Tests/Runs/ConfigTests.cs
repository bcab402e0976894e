namespace Pulumi.Behaviour.Tests;

/// <summary>These cases set an environment variable, so they stand in one class and run one after another.</summary>
public sealed class ConfigTests : IDisposable
{
    private const string Variable = "PULUMI_CONFIG";
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public ConfigTests() => Environment.SetEnvironmentVariable(
        Variable,
        """
        {"project:text":"a","project:yes":"true","project:number":"3","project:ratio":"1.5","project:word":"maybe",
         "project:list":"[1,2]","project:broken":"[1","other:text":"b","project:config:old":"c"}
        """);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);

    [Fact]
    public async Task Settings_are_read_by_type()
    {
        await With(config =>
        {
            Assert.Equal("a", config.Get("text"));
            Assert.True(config.GetBoolean("yes"));
            Assert.Equal(3, config.GetInt32("number"));
            Assert.Equal(1.5, config.GetDouble("ratio"));
            Assert.Equal([1, 2], config.RequireObject<int[]>("list"));
        });
    }

    [Fact]
    public async Task Settings_that_are_missing_are_null()
    {
        await With(config =>
        {
            Assert.Null(config.Get("none"));
            Assert.Null(config.GetBoolean("none"));
            Assert.Null(config.GetInt32("none"));
            Assert.Null(config.GetDouble("none"));
            Assert.Null(config.GetObject<int[]>("none"));
            Assert.Null(config.GetSecret("none"));
            Assert.Null(config.GetSecretInt32("none"));
        });
    }

    [Fact]
    public Task Settings_of_another_name_are_apart() => With(_ => Assert.Equal("b", new Config("other").Require("text")));

    [Fact]
    public Task A_name_may_end_in_config() => With(_ => Assert.Equal("b", new Config("other:config").Require("text")));

    [Fact]
    public Task A_key_of_the_old_form_is_read() => With(config => Assert.Equal("c", config.Require("old")));

    [Fact]
    public async Task A_missing_setting_that_is_required_fails_and_says_how_to_set_it()
    {
        var failure = await Run.Failure(() => new Config().Require("none"));
        Assert.Equal(
            "Missing Required configuration variable 'project:none'\n"
            + "\tplease set a value using the command `pulumi config set project:none <value>`",
            failure);
    }

    [Theory]
    [InlineData("Boolean")]
    [InlineData("Int32")]
    [InlineData("Double")]
    public async Task A_setting_of_the_wrong_type_fails_and_is_named(string type)
    {
        var failure = await Run.Failure(() =>
        {
            var config = new Config();
            _ = type switch
            {
                "Boolean" => (object)config.RequireBoolean("word"),
                "Int32" => config.RequireInt32("word"),
                _ => config.RequireDouble("word"),
            };
        });
        Assert.Equal($"Configuration 'project:word' value 'maybe' is not a valid {type}", failure);
    }

    [Fact]
    public async Task An_object_that_is_no_json_fails_and_is_named()
        => Assert.Contains(
            "Configuration 'project:broken' value '[1' is not a valid",
            await Run.Failure(() => new Config().RequireObject<int[]>("broken")),
            StringComparison.Ordinal);

    [Fact]
    public async Task Secret_settings_are_secrets()
    {
        Assert.Equal(
            new Seen<string>("a", IsKnown: true, IsSecret: true, ""), await Run.Preview(() => new Config().RequireSecret("text")));
        Assert.True((await Run.Preview(() => new Config().RequireSecretInt32("number"))).IsSecret);
        Assert.True((await Run.Preview(() => new Config().RequireSecretBoolean("yes"))).IsSecret);
        Assert.True((await Run.Preview(() => new Config().RequireSecretObject<int[]>("list"))).IsSecret);
        Assert.True((await Run.Preview(() => new Config().GetSecretDouble("ratio")!)).IsSecret);
    }

    [Fact]
    public async Task Without_the_variable_there_are_no_settings()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        await With(config => Assert.Null(config.Get("text")));
    }

    [Fact]
    public void Settings_of_the_project_need_a_run() => Assert.Throws<InvalidOperationException>(() => new Config());

    private static Task With(Action<Config> body) => Run.Stack(() => body(new Config()));
}
