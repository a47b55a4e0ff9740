using MindBot.Silo.Storage;
using Npgsql;

namespace MindBot.Silo.Tests.Storage;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://ann:p%40ss%3Aword@db.example.com:6432/mindbot?sslmode=verify-full")]
    [InlineData("postgresql://ann:p%40ss%3Aword@db.example.com:6432/mindbot?sslmode=verify-full")]
    [InlineData("Host=db.example.com;Port=6432;Username=ann;Password=p@ss:word;Database=mindbot;SSL Mode=VerifyFull")]
    public void A_url_says_the_same_as_a_connection_string(string text)
    {
        var address = PostgresAddress.Parse(text);
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        Assert.Equal(("db.example.com", 6432, "ann", "p@ss:word", "mindbot", SslMode.VerifyFull),
            (settings.Host, settings.Port, settings.Username, settings.Password, settings.Database, settings.SslMode));
        Assert.Equal("mindbot on db.example.com", address.ToString());
    }

    [Fact]
    public void Limits_of_ones_own_are_kept()
    {
        var settings = new NpgsqlConnectionStringBuilder(PostgresAddress.Parse("postgres://db/mindbot?Maximum%20Pool%20Size=3").ConnectionString);
        Assert.Equal((3, 5), (settings.MaxPoolSize, settings.Timeout));
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("Host=db;Password=secret")]
    [InlineData("Database=mindbot;Password=secret")]
    [InlineData("postgres://ann:secret@db")]
    [InlineData("postgres://ann:secret@:x/mindbot")]
    [InlineData("postgres://ann:secret@db/mindbot?sslmode=secret")]
    [InlineData("postgres://ann@db/mindbot?secret=1")]
    [InlineData("Host=db;Database=mindbot;secret=1")]
    public void What_is_no_address_is_refused_without_being_repeated(string text)
    {
        var error = Assert.Throws<FormatException>(() => PostgresAddress.Parse(text));
        Assert.Contains("MINDBOT_DATABASE", error.Message);
        Assert.DoesNotContain("secret", error.ToString());
    }
}
