using System.Net.Http.Json;
using MindBot.WebFront.Tests.Server;
using MindBot.WebFront.Users;

namespace MindBot.WebFront.Tests.Users;

[Collection(FrontCollection.Name)]
public sealed class BirthDateTests(FrontServer server)
{
    [Theory]
    [InlineData("2000-02-29", "2013-02-28", 12)]
    [InlineData("2000-02-29", "2013-03-01", 13)]
    [InlineData("2000-02-29", "2016-02-28", 15)]
    [InlineData("2000-02-29", "2016-02-29", 16)]
    [InlineData("2000-12-31", "2018-12-30", 17)]
    [InlineData("2000-12-31", "2018-12-31", 18)]
    [InlineData("2018-12-31", "2018-12-31", 0)]
    public void Ages_are_full_years_by_the_calendar(string birthDate, string today, int age) => Assert.Equal(
        age, BirthDates.AgeAt(DateOnly.Parse(birthDate), new DateTimeOffset(DateOnly.Parse(today), new TimeOnly(23, 59), TimeSpan.Zero)));

    [Theory]
    [InlineData("1899-12-31")]
    [InlineData("2999-01-01")]
    [InlineData("2001-02-29")]
    [InlineData("01.02.2003")]
    [InlineData("")]
    public async Task What_is_no_birth_date_is_refused(string birthDate)
    {
        var user = await server.NewUser();
        await user.Http.PatchAsync("/auth/me", JsonContent.Create(new { birth_date = birthDate })).Problem(400, "invalid_birth_date");
        await server.Anonymous.PostAsJsonAsync(
            "/auth/register", new { email = "no@example.com", password = "secure_password", full_name = "No", birth_date = birthDate })
            .Problem(400, "invalid_birth_date");
    }

    [Fact]
    public async Task A_birth_date_is_shown_once_it_is_known_and_changes_nothing_else()
    {
        var user = await server.NewUser();
        Assert.False((await user.Get("/auth/me").Ok()).TryGetProperty("birth_date", out _));
        var changed = await user.Http.PatchAsync("/auth/me", JsonContent.Create(new { birth_date = "1990-12-31" })).Ok();
        Assert.Equal(("John Doe", "1990-12-31"), (changed.Text("full_name"), changed.Text("birth_date")));
        await user.Http.PatchAsync("/auth/me", JsonContent.Create(new { full_name = " Jane Doe " })).Ok();
        var me = await user.Get("/auth/me").Ok();
        Assert.Equal(("Jane Doe", "1990-12-31"), (me.Text("full_name"), me.Text("birth_date")));
        await user.Http.PatchAsync("/auth/me", JsonContent.Create(new { full_name = "" })).Problem(400, "invalid_name");
        await server.Anonymous.PatchAsync("/auth/me", JsonContent.Create(new { })).Problem(401, "unauthorized");
    }

    [Fact]
    public async Task It_can_be_told_when_registering()
    {
        var signedIn = await server.Anonymous.PostAsJsonAsync(
            "/auth/register", new { email = "born@example.com", password = "secure_password", full_name = "B", birth_date = "2000-02-29" }).Ok();
        Assert.Equal("2000-02-29", (await server.WithToken(signedIn.Text("access_token")).GetAsync("/auth/me").Ok()).Text("birth_date"));
    }
}
