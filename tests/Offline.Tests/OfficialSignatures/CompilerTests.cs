using Infra.Offline.Reference;
using Microsoft.CodeAnalysis;

namespace Infra.Offline.Tests.OfficialSignatures;

/// <summary>What the compiler says of code that is written against the emitted assemblies.</summary>
public sealed class CompilerTests
{
    private const string Ambiguous = "class Mine() : Pulumi.CustomResource(\"a:b:C\", \"name\", null);";

    /// <summary>A small package with one of each.</summary>
    private const string SmallListing = """
        # Pulumi 1.0.0: x

        delegate Pulumi.Act
          Invoke(string name, int times = 2) -> System.Threading.Tasks.Task

        [AttributeUsage(128)] sealed class Pulumi.InputAttribute : System.Attribute
          ctor   (string name, bool required = false, bool json = false)

        sealed class Pulumi.Args
          ctor   ()
          prop   [Input("name", required=true)] string Name { get; set; }
          prop   [Obsolete("Use "Name" of C:\dir\nor nothing.")] string? Old { get; set; }
          prop   string Item[string key] { set; }
          prop   string Once { get; init; }
          prop   string Read { get; }

        abstract class Pulumi.Base
          ctor   protected ()
          method abstract string Make(string? hint)
          method protected void Guard()
          method virtual int Count()

        sealed class Pulumi.Box<T> : System.Collections.Generic.IReadOnlyCollection<T>, System.Collections.IEnumerable where T : class
          ctor   ()
          method System.Collections.Generic.IEnumerator<T> GetEnumerator()
          method static Pulumi.Box<T> op_Implicit(T value)
          method void Add(T item)
          prop   int Count { get; }

        class Pulumi.Derived : Pulumi.Base
          ctor   protected (string name)
          method override string Make(string? hint)

        static class Pulumi.Help
          method static TItem Pick<TItem>(this Pulumi.Args args, params TItem[] items) where TItem : Pulumi.Base, new()
          method static bool Try(string text, out int value)
          method static string Say(string text, string end = "!", Pulumi.Level level = 1, int? times = default)

        enum Pulumi.Level : int
          Low = 0
          High = 1

        class Pulumi.Open

        sealed class Pulumi.Outer
          ctor   ()

        sealed class Pulumi.Outer+Inner
          ctor   (System.Byte[] value, (string? id, object state) pair)

        sealed class Pulumi.Hidden

        struct Pulumi.Pair<T0, T1> : System.IEquatable<Pulumi.Pair<T0, T1>>
          method bool Equals(Pulumi.Pair<T0, T1> other)
          method bool Equals(object? obj)
          method int GetHashCode()
          method static bool op_Equality(Pulumi.Pair<T0, T1> left, Pulumi.Pair<T0, T1> right)
          method static bool op_Inequality(Pulumi.Pair<T0, T1> left, Pulumi.Pair<T0, T1> right)
          method string ToString()

        """;

    private static readonly MetadataReference[] Small = References(ReferenceAssemblies.Emit([Listing.Parse(SmallListing)]));
    private static readonly MetadataReference[] Official = References(Signatures.Assemblies);

    [Theory]
    [InlineData("params, default values, out and extension methods", "class D() : Derived(\"n\") { } class E : Base { public override string Make(string? hint) => hint ?? \"\"; } class C { object M(Args args) => args.Pick(new E(), new E()); string S() => Help.Say(\"a\") + Help.Say(\"a\", level: Level.Low) + (Help.Try(\"a\", out var n) ? n : 0); }")]
    [InlineData("indexers, init, conversions and collection initialisers", "class C { object M() => new object[] { new Args { [\"a\"] = \"b\", Once = \"c\" }, (Box<string>)\"a\", new Box<string> { \"a\", \"b\" }.Count }; }")]
    [InlineData("nested types, tuples and arrays", "class C { object M() => new Outer.Inner([1], (null, 2)); }")]
    [InlineData("delegates with default values", "class C { async System.Threading.Tasks.Task M(Act act) { await act(\"a\"); await act(\"a\", 3); } }")]
    [InlineData("operators and overrides of a struct", "class C { bool M(Pair<int, int> a, Pair<int, int> b) => a == b && a.Equals(b) && a.ToString() != b.ToString(); }")]
    public void What_the_package_allows_compiles(string what, string code) => Assert.Equal((what, ""), (what, string.Join('\n', Signatures.Compile("using Pulumi; " + code, Small))));

    [Theory]
    [InlineData("class C { object M() => new Hidden(); }", "CS1729: 'Hidden' does not contain a constructor that takes 0 arguments")]
    [InlineData("class C : Base { public override string Make(string? hint) => \"\"; } class D { object M() => new Derived(\"a\"); }", "CS0122: 'Derived.Derived(string)' is inaccessible due to its protection level")]
    [InlineData("class C() : Open(1);", "CS1729: 'Open' does not contain a constructor that takes 1 arguments")]
    [InlineData("class C : Hidden { }", "CS0509: 'C': cannot derive from sealed type 'Hidden'")]
    [InlineData("class C { object M() => new Base(); }", "CS0144: Cannot create an instance of the abstract type or interface 'Base'")]
    [InlineData("class C { string? M(Args args) => args.Old; }", "CS0618: 'Args.Old' is obsolete: 'Use \"Name\" of C:\\dir\nor nothing.'")]
    [InlineData("class C { object M() => new Args { Name = null }; }", "CS8625: Cannot convert null literal to non-nullable reference type.")]
    [InlineData("class C { int M(Args args) => args.Old!.Length + new Derived2().Make(null).Length; } class Derived2() : Derived(null);", "CS8625: Cannot convert null literal to non-nullable reference type.")]
    [InlineData("class C { void M(Args args) => args.Read = \"a\"; }", "CS0200: Property or indexer 'Args.Read' cannot be assigned to -- it is read only")]
    [InlineData("class C { void M(Args args) => args.Once = \"a\"; }", "CS8852: Init-only property or indexer 'Args.Once' can only be assigned in an object initializer, or on 'this' or 'base' in an instance constructor or an 'init' accessor.")]
    [InlineData("class C { string M(Args args) => args[\"a\"]; }", "CS0154: The property or indexer 'Args.this[string]' cannot be used in this context because it lacks the get accessor")]
    [InlineData("class C { object M(Args args) => args.Pick(\"a\"); }", "CS0311: The type 'string' cannot be used as type parameter 'TItem' in the generic type or method 'Help.Pick<TItem>(Args, params TItem[])'. There is no implicit reference conversion from 'string' to 'Pulumi.Base'.")]
    [InlineData("class C { object M(Box<int> box) => box; }", "CS0452: The type 'int' must be a reference type in order to use it as parameter 'T' in the generic type or method 'Box<T>'")]
    [InlineData("class C { void M(Derived derived) => derived.Guard(); }", "CS0122: 'Base.Guard()' is inaccessible due to its protection level")]
    [InlineData("class C { [Input(\"a\")] void M() { } }", "CS0592: Attribute 'Input' is not valid on this declaration type. It is only valid on 'property, indexer' declarations.")]
    public void What_the_package_does_not_allow_is_refused(string code, string problem) => Assert.Contains(problem, Signatures.Compile("using Pulumi; " + code, Small));

    [Theory]
    [InlineData(Ambiguous, "CS0121")]
    [InlineData("class Mine(string name) : Pulumi.ProviderResource(\"a\", name, Pulumi.ResourceArgs.Empty);", "CS0121")]
    [InlineData("using Pulumi.Gcp.Projects; using Pulumi.Kubernetes.Core.V1; class Mine { object Type => typeof(Service); }", "CS0104")]
    [InlineData("class Mine { object Made => new Pulumi.DeploymentInstance(); }", "CS1729")]
    [InlineData("class Mine { object Made => new Pulumi.Output<int>(); }", "CS1729")]
    [InlineData("class Mine { object Made => new Pulumi.Gcp.Compute.Address(\"a\", 1); }", "CS1503")]
    public void Code_that_the_official_packages_refuse_is_refused(string code, string number) =>
        Assert.Equal([number], Numbers(code, Official));

    [Fact]
    public void Code_that_the_official_packages_take_is_taken() => Assert.Empty(Signatures.Compile(
        """
        using Pulumi;
        using Pulumi.Gcp.Projects;
        using Pulumi.Kubernetes.Core.V1;
        using Service = Pulumi.Gcp.Projects.Service;

        class Mine() : CustomResource("a:b:C", "name", null, options: null)
        {
            object Type => typeof(Service);
            Output<int> Length(Input<string> text) => text.Apply(value => value.Length);
            object Made => new Namespace("a");
        }
        """,
        Official));

    [Fact]
    public void A_constructor_that_is_ambiguous_with_the_package_is_so_with_the_stand_in() =>
        Assert.Equal(["CS0121"], Numbers(Ambiguous, [MetadataReference.CreateFromFile(typeof(Pulumi.CustomResource).Assembly.Location)]));

    private static MetadataReference[] References(IEnumerable<(Listing Listing, byte[] Image)> assemblies) =>
        [.. assemblies.Select(assembly => MetadataReference.CreateFromImage(assembly.Image))];

    private static IEnumerable<string> Numbers(string code, IEnumerable<MetadataReference> references) =>
        Signatures.Compile(code, references).Select(problem => problem.Split(':')[0]).Distinct(StringComparer.Ordinal);
}
