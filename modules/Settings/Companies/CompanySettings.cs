using Infra.Model.Values;

namespace Infra.Settings.Companies;

/// <summary>What a company is, which decides the frameworks that bind it.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Country">Where it does business.</param>
/// <param name="Industry">What it does, one of <see cref="CompanyFile.Industries"/>.</param>
public sealed record CompanySettings(CompanyName Name, CountryCode Country, string Industry);
