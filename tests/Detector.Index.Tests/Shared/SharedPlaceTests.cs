using System.Net;
using Detector.Index.Shared;

namespace Detector.Index.Tests.Shared;

public class SharedPlaceTests
{
    [Theory]
    [InlineData("redis://ada:s%40cret@one:1,two/name?timeout=2s", "redis://one:1,two/name?timeout=2s")]
    [InlineData("rediss://:s@cret@one", "rediss://one")]
    [InlineData("redis://one/name", "redis://one/name")]
    [InlineData("/a/folder@home", "/a/folder@home")]
    public void An_address_is_kept_without_its_login(string place, string kept) => SharedPlace.WithoutLogin(place).ShouldBe(kept);

    [Fact]
    public void An_address_says_everything_there_is_to_say()
    {
        var place = SharedPlace.Parse("rediss://ann:p%40ss%3Aword@one.example:7001,[::1]:7002,10.0.0.3/farm-1?timeout=750ms");

        place.EndPoints.ShouldBe([new DnsEndPoint("one.example", 7001), new IPEndPoint(IPAddress.IPv6Loopback, 7002), new IPEndPoint(IPAddress.Parse("10.0.0.3"), SharedPlace.DefaultPort)]);
        (place.User, place.Password, place.Tls, place.Name, place.Timeout).ShouldBe(("ann", "p@ss:word", true, "farm-1", TimeSpan.FromMilliseconds(750)));
        place.ToString().ShouldBe("rediss://one.example:7001,[::1]:7002,10.0.0.3:6379/farm-1");
    }

    [Fact]
    public void The_issuers_of_certificates_may_be_named()
    {
        SharedPlace.Parse("rediss://one.example/?timeout=1s&ca=/etc/a%40b.pem").Issuers.ShouldBe("/etc/a@b.pem");
        SharedPlace.Parse("rediss://one.example").Issuers.ShouldBeNull();
    }

    [Theory]
    [InlineData("redis://ann:se/same@localhost/x y")]
    [InlineData("redis://ann:se?same@localhost/x?wait=1")]
    [InlineData("redis://ann:se/same?@localhost?timeout=soon")]
    [InlineData("redis://ann:se@same@/x")]
    public void A_password_is_not_repeated_however_wrong_the_address_is(string place) => Should.Throw<IndexAwayException>(() => SharedPlace.Parse(place)).Message.ShouldNotContain("same");

    [Fact]
    public void Most_of_it_may_be_left_out()
    {
        var place = SharedPlace.Parse("redis://localhost");

        (place.User, place.Password, place.Tls, place.Name, place.Timeout).ShouldBe((null, null, false, SharedPlace.DefaultName, TimeSpan.FromSeconds(2)));
        SharedPlace.Parse("redis://:secret@localhost/").Password.ShouldBe("secret");
    }

    [Theory]
    [InlineData("redis://", "names no host")]
    [InlineData("redis://localhost:99999", "'99999' is no port")]
    [InlineData("redis://localhost/a b", "the name 'a b'")]
    [InlineData("redis://localhost/{1}", "the name '{1}'")]
    [InlineData("redis://localhost?wait=1", "'wait=1' is not known")]
    [InlineData("redis://localhost?timeout=soon", "'soon' is no time")]
    [InlineData("redis://localhost?timeout=1ms", "not between 50ms and 60s")]
    [InlineData("redis://localhost?ca=/issuer.pem", "over rediss:// only")]
    [InlineData("http://localhost", "neither redis:// nor rediss://")]
    public void One_that_cannot_be_used_is_told_with_what_one_looks_like(string place, string why)
    {
        var message = Should.Throw<IndexAwayException>(() => SharedPlace.Parse(place)).Message;

        message.ShouldContain(why);
        message.ShouldContain("redis://[user:password@]host[:port]");
    }
}
